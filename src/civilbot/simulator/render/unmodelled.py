"""Keys of real answers that this simulation does not model, with quiet values."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Key names by the value that says "nothing here"; each a list with spaces."""

    null: str = ""
    false: str = ""
    true: str = ""
    zero: str = ""
    blank: str = ""
    arrays: str = ""
    objects: str = ""

    def fields(self) -> Json:
        """The keys with their values, new ones on each call."""
        return {
            **dict.fromkeys(self.null.split()),
            **dict.fromkeys(self.false.split(), False),
            **dict.fromkeys(self.true.split(), True),
            **dict.fromkeys(self.zero.split(), 0),
            **dict.fromkeys(self.blank.split(), ""),
            **{key: [] for key in self.arrays.split()},
            **{key: {} for key in self.objects.split()},
        }


BOTH = Quiet(
    null="approved_at_utc approved_by banned_at_utc banned_by likes mod_note "
    "mod_reason_by mod_reason_title num_reports removal_reason report_reasons "
    "top_awarded_type",
    false="can_gild no_follow saved author_is_blocked",
    zero="downs gilded total_awards_received",
    arrays="all_awardings awarders mod_reports treatment_tags user_reports",
    objects="gildings",
)
"""For comments and submissions alike."""

COMMENT = Quiet(
    null="associated_award collapsed_because_crowd_control collapsed_reason "
    "collapsed_reason_code comment_type unrepliable_reason",
    false="collapsed score_hidden",
    zero="controversiality",
)

SUBMISSION = Quiet(
    null="category content_categories discussion_type media pwls removed_by "
    "removed_by_category secure_media thumbnail_height thumbnail_width view_count wls",
    false="allow_live_comments clicked hidden hide_score is_created_from_ads_ui "
    "is_meta is_original_content is_reddit_media_domain is_video media_only pinned "
    "visited",
    objects="media_embed secure_media_embed",
)

SUBREDDIT = Quiet(
    null="emojis_custom_size notification_level user_flair_background_color "
    "user_flair_css_class user_flair_template_id user_flair_text "
    "user_flair_text_color whitelist_status wls banner_size header_size icon_size "
    "header_img suggested_comment_sort submit_text_html",
    false="accept_followers accounts_active_is_fuzzed all_original_content "
    "allow_chat_post_creation allow_polls allow_prediction_contributors "
    "allow_predictions allow_predictions_tournament allow_talks "
    "can_assign_link_flair can_assign_user_flair collapse_deleted_comments "
    "collections_enabled community_reviewed disable_contributor_requests "
    "emojis_enabled event_posts_enabled has_menu_widget hide_ads "
    "is_chat_post_feature_enabled is_crosspostable_subreddit "
    "original_content_tag_enabled public_traffic restrict_commenting "
    "should_archive_posts user_has_favorited user_can_flair_in_sr "
    "user_sr_flair_enabled",
    true="allow_discovery allow_galleries allow_images allow_videogifs allow_videos "
    "free_form_reports is_enrolled_in_new_modmail link_flair_enabled show_media "
    "should_show_media_in_comments_setting show_media_preview spoilers_enabled "
    "user_flair_enabled_in_sr user_sr_theme_enabled wiki_enabled",
    zero="accounts_active active_user_count coins comment_score_hide_mins "
    "videostream_links_count",
    blank="advertiser_category banner_background_color banner_background_image "
    "banner_img community_icon header_title icon_img key_color mobile_banner_image "
    "prediction_leaderboard_entry_type primary_color submit_link_label submit_text "
    "submit_text_label",
    arrays="allowed_media_in_comments user_flair_richtext",
    objects="comment_contribution_settings",
)

ACCOUNT = Quiet(
    null="snoovatar_size",
    false="accept_chats has_subscribed hide_from_robots is_blocked is_employee "
    "is_friend is_gold",
    true="accept_followers accept_pms has_verified_email pref_show_snoovatar verified",
    zero="awardee_karma awarder_karma",
    blank="icon_img snoovatar_img",
)

ME = Quiet(
    null="gold_expiration snoovatar_size suspension_expiration_utc",
    false="can_create_subreddit can_edit_name force_password_reset "
    "has_android_subscription has_external_account has_gold_subscription "
    "has_ios_subscription has_paypal_subscription has_stripe_subscription "
    "has_subscribed has_subscribed_to_premium has_visited_new_profile "
    "hide_from_robots in_beta in_chat in_redesign_beta is_employee is_gold "
    "is_sponsor over_18 pref_autoplay pref_nightmode pref_no_profanity "
    "pref_show_presence pref_show_trending pref_show_twitter "
    "pref_top_karma_subreddits pref_video_autoplay seen_give_award_tooltip "
    "seen_layout_switch seen_premium_adblock_modal seen_redesign_modal "
    "seen_subreddit_chat_ftux",
    true="accept_followers has_verified_email password_set pref_show_snoovatar "
    "verified",
    zero="awardee_karma awarder_karma coins gold_creddits num_friends pref_clickgadget",
    blank="icon_img pref_geopopular snoovatar_img",
    arrays="linked_identities",
    objects="features",
)

PROFILE = Quiet(
    null="banner_size community_icon header_img header_size user_is_muted",
    false="default_set disable_contributor_requests link_flair_enabled over_18 "
    "quarantine restrict_commenting restrict_posting user_is_banned "
    "user_is_contributor user_is_moderator user_is_subscriber",
    true="accept_followers free_form_reports is_default_banner is_default_icon "
    "show_media",
    zero="coins subscribers",
    blank="banner_img description icon_color icon_img key_color primary_color "
    "public_description submit_link_label submit_text_label title",
    arrays="allowed_media_in_comments previous_names",
)
"""The subreddit that each account is."""
