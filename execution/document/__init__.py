"""From the text of a request to the operations in it.

document.py           a text, parsed and checked, and its operations
parsed_texts.py       the texts that were read lately, so that no text is read twice
lifting.py            takes the literals out of a text, so that texts of one shape share a document
literal_places.py     which literals of a document may differ, and what each of them must be
walk.py               all nodes of a syntax tree
"""
