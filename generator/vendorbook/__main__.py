"""`python -m vendorbook` is the command `vendorbook`."""

from vendorbook.cli import main

if __name__ == "__main__":
    main(prog_name="vendorbook")
