"""The map of Kachin State and northern Shan State."""
