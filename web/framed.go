package web

// framedPath is where the page of the conversation stands in a window on another site.
const framedPath = "/ingebed"
