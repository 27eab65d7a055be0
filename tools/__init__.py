"""What the Makefile runs. No part of the product."""
