"""The officers' desk: an app of its own, with its own cookie and key. It has one edition."""
