"""AutoModerator's rules, translated."""
