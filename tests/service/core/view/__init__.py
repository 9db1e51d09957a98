"""What a block says, part by part."""
