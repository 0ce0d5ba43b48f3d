"""Search: documents, Chinese analysis, building and asking the index; engines stay in here."""

from search_index.building import Report, advice, build
from search_index.current import CurrentIndex
from search_index.documents import Document, Facet, Link, Passage
from search_index.index import Index, NoIndexError
from search_index.kinds import documents
from search_index.pages import documents_of_page
from search_index.query import Query, Word, parse
from search_index.searching import Answer, Hit, Reason, Why, search
from search_index.snippets import Piece, Snippet
from search_index.verifying import altered

__all__ = [
    "Answer",
    "CurrentIndex",
    "Document",
    "Facet",
    "Hit",
    "Index",
    "Link",
    "NoIndexError",
    "Passage",
    "Piece",
    "Query",
    "Reason",
    "Report",
    "Snippet",
    "Why",
    "Word",
    "advice",
    "altered",
    "build",
    "documents",
    "documents_of_page",
    "parse",
    "search",
]
