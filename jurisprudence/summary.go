package jurisprudence

func (d *reading) summary() {}
