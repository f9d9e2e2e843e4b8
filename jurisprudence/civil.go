package jurisprudence

func (d *reading) civil() {}
