from priorities.rules.comparison import Mention, compare_plans

BURGLARY = Mention("Burglary", "Burglary", "/burglary/")
DRUGS = Mention("Drugs", "Alcohol and drug misuse", "/drugs/")
THEFT = Mention("Burglary", "Acquisitive Crime", "/theft/")
WITHIN = Mention("Domestic abuse", "Domestic Violence", "/violence/", within="Violent Crime")


def themes(changes):
    return [change.theme for change in changes]


def test_theme_only_in_the_later_plan_is_new():
    changes = compare_plans([BURGLARY], [BURGLARY, DRUGS])

    assert themes(changes.new) == ["Drugs"]
    assert changes.new[0].sentence == "Now we say “Alcohol and drug misuse”."
    assert changes.no_longer_named == []


def test_theme_only_in_the_earlier_plan_is_no_longer_named():
    changes = compare_plans([BURGLARY, DRUGS], [BURGLARY])

    assert themes(changes.no_longer_named) == ["Drugs"]
    assert changes.new == []


def test_theme_in_both_plans_is_kept_in_the_same_words():
    changes = compare_plans([BURGLARY], [BURGLARY])

    assert changes.kept[0].sentence == "We say it in the same words."


def test_theme_kept_in_other_words_tells_both():
    changes = compare_plans([THEFT], [BURGLARY])

    assert changes.kept[0].sentence == (
        "Before, we said “Acquisitive Crime”. Now we say “Burglary”."
    )


def test_point_within_a_priority_counts_as_naming_its_theme():
    changes = compare_plans([WITHIN], [])

    assert changes.no_longer_named[0].sentence == (
        "Before, we said “Domestic Violence”, as a part of “Violent Crime”."
    )


def test_each_theme_is_told_once():
    changes = compare_plans([], [BURGLARY, THEFT])

    assert themes(changes.new) == ["Burglary"]
