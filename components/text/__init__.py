"""Words, and text from data made safe to show."""
