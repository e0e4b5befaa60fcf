"""The screens, one file per entity."""
