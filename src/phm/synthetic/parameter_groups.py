"""The tables of `parameters.toml` as dataclasses: field names are its keys."""

from dataclasses import dataclass, field

from phm.synthetic.parameter_reading import Group, Numbers, Ratios, Steps, Texts, Words


@dataclass(frozen=True, kw_only=True)
class Flag(Group):
    """One yes/no answer about a person, as a logistic model (see the file's head)."""

    percent_by_age: Steps
    male: float = 1.0
    ethnic: Ratios = field(default_factory=dict)
    deprived: float = 1.0
    body: float = 0.0
    mind: float = 0.0
    given: Ratios = field(default_factory=dict)
    register_from: float = 0.0
    recorded_percent: float = 100.0


@dataclass(frozen=True, kw_only=True)
class Need(Group):
    """How many need social prescribing, and how much likelier some are than others."""

    per_1000: float
    age_per_year_over_50: float
    lonely: float
    chronic_pain: float
    multimorbidity: float
    multimorbidity_conditions: float
    depression: float
    diabetes: float
    inclusion: float
    under_18: float
    most: float


@dataclass(frozen=True, kw_only=True)
class Deprivation(Group):
    """Multipliers of need by national fifth (1 = most deprived)."""

    need: Numbers
    no_fixed_abode: float


@dataclass(frozen=True, kw_only=True)
class Ethnicity(Group):
    """Age tilt of groups (0-19, 20-39, 40-64, 65+); how often it is not known."""

    white: Numbers
    white_other: Numbers
    asian: Numbers
    black: Numbers
    mixed: Numbers
    other: Numbers
    not_stated_percent: float
    not_known_percent: float
    practice_spread: float


@dataclass(frozen=True, kw_only=True)
class OptedOut(Group):
    """The national data opt-out."""

    female_percent_by_age: Steps
    male_percent_by_age: Steps


@dataclass(frozen=True, kw_only=True)
class Diabetes(Group):
    """Type of diabetes, HbA1c and its control."""

    type_1_percent_by_age: Steps
    other_type_percent: float
    uncontrolled_logit: float
    asian: float
    black: float
    other: float
    ethnic_shrink: float
    deprivation: float
    per_year_from_60: float
    type_1_uncontrolled_logit: float
    not_measured_percent_by_age: Steps
    never_measured_percent: float
    excess_mean: float
    below_mean: float


@dataclass(frozen=True, kw_only=True)
class CareProcesses(Group):
    """Seven care processes beside the HbA1c test."""

    blood_pressure_percent: float
    cholesterol_percent: float
    creatinine_percent: float
    urine_acr_percent: float
    foot_percent: float
    bmi_percent: float
    smoking_percent: float
    under_40: float
    engagement: float
    not_measured: float


@dataclass(frozen=True, kw_only=True)
class Frailty(Group):
    """The electronic frailty index as a category."""

    mild_percent_by_age: Steps
    moderate_percent_by_age: Steps
    severe_percent_by_age: Steps
    body: float
    recorded_percent: float


@dataclass(frozen=True, kw_only=True)
class Employment(Group):
    """Percent of people by age in each status; the rest are employed."""

    unemployed: Steps
    long_term_sick: Steps
    retired: Steps
    student: Steps
    caring: Steps
    deprived: float
    recorded_percent: float


@dataclass(frozen=True, kw_only=True)
class Language(Group):
    """Main language by ethnic category (codes in falling order of how common)."""

    not_english_percent: Ratios
    recorded_percent: float
    spoken: Words


@dataclass(frozen=True, kw_only=True)
class Use(Group):
    """Use of services in 12 months, per person."""

    gp_by_age: Steps
    ae_by_age: Steps
    admissions_by_age: Steps
    female_gp: float
    per_condition: float
    deprived: float
    inclusion: float
    spread: float
    discharged_share: float


@dataclass(frozen=True, kw_only=True)
class Inclusion(Group):
    """Which flags are inclusion-health groups."""

    groups: Texts
    gypsy_roma_traveller_recorded_percent: float


@dataclass(frozen=True, kw_only=True)
class Digital(Group):
    """How many people were asked about getting online."""

    asked_percent_by_age: Steps
    asked_if_contacts: float
    skills_by_risk_fifth: Numbers
