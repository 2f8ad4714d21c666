"""What a web request tells of a journey: visitor, session, campaign, consent. Frameworks only carry it in and out."""
