"""Editing a record in the back office: nobody overwrites what somebody else saved unseen."""
