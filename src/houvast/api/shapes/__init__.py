"""What goes in and comes out: written out field by field, so that nothing leaves by accident."""
