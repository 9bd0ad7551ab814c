"""All addresses but the endpoint's.

routes.py      every route: pages, probes, metrics, the schema as text
explorer.py    the explorer's files, and its page at the address of every view
graphiql.py    GraphiQL's page with queries ready in its tabs, and the map of the schema
headers.py     security headers of pages, and relative redirects
page_files.py  files that a page loads from a CDN, and how to load them from here instead
tabs.graphql   the queries in GraphiQL's tabs
voyager.html   the map of the schema
"""
