"""Pay by role, level and place; gross, net and cost; an offer and what an ad must say of pay."""
