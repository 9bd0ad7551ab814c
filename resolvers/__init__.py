"""How each resolved field is answered: plain functions over row numbers."""
