"""The carrier's HTTP surface: Twilio's REST, the handsets, the faults, the mail and the page."""
