"""What the reader chose, and what there is to choose from."""
