"""The parts of the Kachin Conflict Dashboard, from the tables up to the pages."""
