"""The simulated carrier: a second full provider that speaks Twilio's REST API and signs its webhooks."""
