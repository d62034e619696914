package report

import (
	"io"

	"github.com/xuri/excelize/v2"
)

// writeWorkbook writes a workbook for Excel with a sheet for each table. Texts, an NIP among them, are cells of text, which never
// become formulas or numbers. The error is w's, or says that a cell could not be written.
func writeWorkbook(w io.Writer, tables ...table) error {
	book := excelize.NewFile()
	defer book.Close()
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	head, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: top})
	if err != nil {
		return err
	}
	body, err := book.NewStyle(&excelize.Style{Alignment: top})
	if err != nil {
		return err
	}
	for i, t := range tables {
		if i == 0 {
			err = book.SetSheetName(book.GetSheetName(0), t.name)
		} else {
			_, err = book.NewSheet(t.name)
		}
		if err == nil {
			err = writeSheet(book, t, head, body)
		}
		if err != nil {
			return err
		}
	}
	return book.Write(w)
}

// writeSheet fills a sheet, in the styles head and body. Its first row stays in sight.
func writeSheet(book *excelize.File, t table, head, body int) error {
	out, err := book.NewStreamWriter(t.name)
	if err != nil {
		return err
	}
	for i, h := range t.header {
		if err := out.SetColWidth(i+1, i+1, h.width); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	style := head
	for i, row := range append([][]any{t.titles()}, t.rows...) {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		cells := make([]any, len(row))
		for k, value := range row {
			cells[k] = excelize.Cell{StyleID: style, Value: value} // whatever is no number becomes text
		}
		if err := out.SetRow(at, cells); err != nil {
			return err
		}
		style = body
	}
	return out.Flush()
}
