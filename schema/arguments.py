"""What each argument means; an argument of one name means the same everywhere."""

ARGUMENTS = {
    "after": "The `endCursor` of the page before; without it, the first page.",
    "department": "Only this department, e.g. `Directing`.",
    "first": "How many, 0 to 100.",
    "id": "A global id or a TMDB number; for films an IMDb id, too.",
    "job": "Only exactly this job, e.g. `Director`.",
    "k": "How many, 1 to 100.",
    "lang": "The language of the answer.",
    "min_votes": "With fewer votes the mean is null.",
    "name": "A name, in any case and without its accents if you like.",
    "offset": "How many to skip, 0 to 10,000.",
    "size": "How wide the picture is, in pixels.",
    "title": "A title; typos are fine, and so is a year at the end: `Heat (1995)`.",
    "year": "The year of release, to choose among namesakes.",
}
