"""What is asked becomes Python functions."""
