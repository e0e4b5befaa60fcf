"""What a team looks at every Monday: tiles with their trend, pictures, and the table of each."""
