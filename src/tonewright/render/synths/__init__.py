"""Electronic instruments of our own."""
