"""Lists of films: filters as masks, orders, pages, groups, and figures over them."""
