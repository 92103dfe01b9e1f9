"""Who must act, for the checks: the answers are those that pages and calendars give as well."""

from vendorbook.actors import by_id, in_role, owner, person, vendor_account, vendor_delivery

__all__ = ["by_id", "in_role", "owner", "person", "vendor_account", "vendor_delivery"]
