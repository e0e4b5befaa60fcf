"""What the administration puts before the council: statements, information, answers."""
