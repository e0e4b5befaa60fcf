"""FAB's AppBuilder without what we replace: page history, language by GET, its menu API."""

from flask_appbuilder import AppBuilder

from crm.web.languages import LanguageView


class CrmAppBuilder(AppBuilder):
    def _add_admin_views(self) -> None:
        self._indexview = self.add_view_no_menu(self.indexview)
        self.add_view_no_menu(LanguageView)
        self.sm.register_views()
        self.openapi_manager.register_views()
