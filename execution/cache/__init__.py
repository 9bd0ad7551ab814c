"""What is kept between requests, and how much of it."""
