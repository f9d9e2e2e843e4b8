package indexer

// ExtractorVersion is kept with everything that was read from a page, and with what a host was learnt to repeat. Raise it with every change by
// which Extract, Boilerplate.Clean or Page.Document may take something else from the same bytes: the next crawl of each site then asks for all
// its pages in full. Without that, a page of which its server says that it has not changed keeps the passages that the earlier extractor
// took, among them text that was hidden or planted there and that the new one leaves out.
const ExtractorVersion = 4
