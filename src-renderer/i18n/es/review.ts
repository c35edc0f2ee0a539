import { pluralOf } from '../plural';
import type { reviewMessages as english } from '../en/review';

const count = pluralOf('es');

/** Looking through a set of answers. */
export const reviewMessages: typeof english = {
  review: {
    title: 'Tu marca',
    columns: 'Columnas',
    usualColumns: 'Las columnas habituales',
    position: (place, total) => `${place} de ${total}`,
    single: 'Uno a uno',
    reasons: 'Por qué no hay resultado',
    moreLabels: (labels) => `${labels} más`,
    fewerLabels: 'Menos',
    facets: 'Lo que muestran las respuestas',
    nothing: 'nada encontrado',
    unsure: 'dudoso',
    leastScore: 'Confianza mínima',
    keep: 'Conservar',
    wrong: 'Incorrecta',
    star: 'Destacar',
    undo: 'Deshacer la marca',
    label: 'Qué es en realidad',
    note: 'Nota',
    marks: {
      keep: 'conservadas',
      wrong: 'incorrectas',
      starred: 'destacadas',
      corrected: 'corregidas',
      noted: 'con nota',
    },
    saveReason: (howMany) =>
      count(howMany, { one: 'Guardar este archivo en una carpeta…', other: 'Guardar estos archivos en una carpeta…' }),
    changed: 'Ha cambiado',
    report: 'Actualizar el informe de la carpeta',
  },
};
