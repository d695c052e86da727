"""Parts of pages: filters, cards, tables, records."""
