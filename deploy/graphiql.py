"""Download the files of GraphiQL and of the schema map: `python -m deploy.graphiql FOLDER`."""

import sys
from pathlib import Path

from deploy.page_files import PageFileError, fetch
from server.pages.graphiql import page_files

if __name__ == "__main__":
    try:
        fetch(page_files(), Path(sys.argv[1]))
    except (PageFileError, OSError) as error:
        sys.exit(f"GraphiQL: {error}")
