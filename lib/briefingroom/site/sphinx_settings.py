"""How Sphinx is set for the pages of the course: no notebook is run, nothing comes from outside."""

from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).with_name("sphinx")
SEARCH = "course-search"
THEME_OPTIONS: dict[str, Any] = {
    "navbar_start": [],
    "navbar_center": [],
    "navbar_end": [],
    "navbar_persistent": [],
    "article_header_start": ["course-trail"],
    "article_footer_items": ["course-beside"],
    "secondary_sidebar_items": ["course-toc"],
    "show_prev_next": False,
    "primary_sidebar_end": [],
    "footer_start": [],
    "footer_end": [],
    "back_to_top_button": False,
    "disable_search": True,
    "show_nav_level": 1,
    "navigation_depth": 2,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}


def sphinx_settings() -> dict[str, Any]:
    """The settings by name, as in a file ``conf.py``."""
    return {
        "project": "Briefing Room",
        "author": "Briefing Room contributors",
        "extensions": ["myst_nb", "sphinx.ext.autodoc"],
        "root_doc": "lessons/index",
        "templates_path": [str(TEMPLATES)],
        "language": "en",
        "smartquotes": False,
        **_of_notebooks(),
        **_of_docstrings(),
        **_of_pages(),
    }


def _of_notebooks() -> dict[str, Any]:
    return {
        "nb_execution_mode": "off",
        "nb_merge_streams": True,
        "myst_all_links_external": True,  # they are written as they are to stand
        "myst_enable_extensions": [],
        "suppress_warnings": ["myst.header"],  # a sheet may begin with its third heading
    }


def _of_docstrings() -> dict[str, Any]:
    return {
        "default_role": "literal",
        "add_module_names": False,
        "autodoc_typehints": "signature",
        "autodoc_member_order": "bysource",
        "python_maximum_signature_line_length": 88,
        "python_use_unqualified_type_names": True,
        "toc_object_entries": False,
    }


def _of_pages() -> dict[str, Any]:
    return {
        "html_theme": "pydata_sphinx_theme",
        "html_theme_options": THEME_OPTIONS,
        "html_sidebars": {"**": ["course-nav.html"]},
        "html_css_files": ["course.css"],
        "html_static_path": [str(TEMPLATES / "static")],
        "html_additional_pages": {SEARCH: "search.html"},
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "html_permalinks": False,
        "html_show_search_summary": False,  # which a browser cannot fetch without a server
        "html_title": "Briefing Room",
    }
