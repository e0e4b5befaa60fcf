"""Deleting, for the resources whose roles know it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response

from crm.web.api.access import endpoint
from crm.web.api.answers import answer
from crm.web.api.arguments import expect_arguments
from crm.web.api.body import ROW
from crm.web.api.writing import Writing


class Deleting(Writing):
    @endpoint(ROW, "DELETE", "delete")
    def delete(self, pk: int) -> Response:
        """Delete
        ---
        delete:
          summary: Delete one of the {{things}}
          responses:
            200:
              description: Deleted
              content: {application/json: {schema: {type: object}}}
          x-refuses: [400, 409, 422]
        """
        expect_arguments()
        item = self.to_change(pk)
        for row in (*self.goes_along(item), item):
            self.session.delete(row)
        self.session.commit()
        return answer(200, id=pk)

    def goes_along(self, item: Any) -> Iterable[Any]:
        """Rows that are nothing without it."""
        return ()
