import type { exportMessages as english } from '../en/export';
import { pluralOf } from '../plural';

const count = pluralOf('es');

/** Taking away what a list found. */
export const exportMessages: typeof english = {
  export: {
    menu: 'Llevarse',
    kinds: {
      table: 'Tabla…',
    },
    scope: 'Qué archivos',
    selected: (files, howMany) => count(howMany, { one: `${files} seleccionado`, other: `${files} seleccionados` }),
    shown: (files) => `Lo que muestra la lista (${files})`,
    table: {
      title: 'Guardar una tabla',
      rows: 'Una fila por',
      files: 'Archivo',
      detections: 'Detección',
      format: 'Tipo de archivo',
      formats: {
        xlsx: 'Libro (Excel, LibreOffice)',
        comma: 'CSV con comas, números como 0.5',
        semicolon: 'CSV con punto y coma, números como 0,5',
      },
      note: 'Incluye los archivos que fallaron, con el motivo, y todo lo que marcaste, corregiste y anotaste.',
    },
    save: 'Guardar…',
    cancel: 'Cancelar',
    stop: 'Detener',
    underWay: 'Guardando…',
    progress: (done, total) => `${done} de ${total}`,
    saved: (name, folder) => `Guardado como «${name}» en «${folder}».`,
    sheets: (sheets) => `Ocupa ${sheets} hojas, porque en una caben 1.048.576 filas.`,
    cut: (texts, howMany) =>
      count(howMany, {
        one: `${texts} texto superaba los 32.767 caracteres de una celda y se ha recortado. Un CSV lo guarda entero.`,
        other: `${texts} textos superaban los 32.767 caracteres de una celda y se han recortado. Un CSV los guarda enteros.`,
      }),
    show: 'Mostrar en la carpeta',
  },
};
