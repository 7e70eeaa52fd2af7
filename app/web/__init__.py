"""What every feature needs from Flask: language, database session, fields, filters, security, clock, errors."""
