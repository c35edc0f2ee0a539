import type { recipeMessages as english } from '../en/recipe';
import type { ErrorMessage } from '../messages';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** Several services under one name, each of which gets the results of the one before. */
export const recipeMessages: typeof english = {
  recipe: {
    recipes: 'Recetas',
    new: 'Nueva…',
    inNew: 'Nueva receta con este servicio…',
    newTitle: 'Nueva receta',
    editTitle: 'Editar receta',
    text: 'Varios servicios, uno tras otro: cada uno recibe lo que hizo el anterior. Lo que hace cada paso se guarda en su propia carpeta.',
    name: 'Nombre',
    nameNote: 'Por ejemplo, Detectar y clasificar',
    nameMissing: 'Ponle un nombre.',
    nameTaken: 'Ya hay una receta con este nombre.',
    steps: 'Pasos',
    noSteps: 'Todavía no hay pasos. Elige un servicio y añádelo.',
    service: 'Servicio',
    chooseService: 'Elige un servicio',
    addStep: 'Añadir paso',
    asItIs: 'tal como está',
    full: (most) => `Una receta tiene como máximo ${most} pasos.`,
    otherConnections: (connection) =>
      `Estos son los servicios de ${connection}. Para añadir uno de otra conexión, ábrela y edita allí la receta.`,
    up: (title) => `Subir ${title}`,
    down: (title) => `Bajar ${title}`,
    remove: (title) => `Quitar ${title}`,
    removed: (title) => `${title} se ha quitado`,
    stepIs: (title, place, howMany) => `${title} es el paso ${place} de ${howMany}`,
    of: (title, connection) => `${title} (${connection})`,
    save: 'Guardar',
    cancel: 'Cancelar',
    edit: 'Editar…',
    delete: 'Eliminar',
    select: 'Receta',
    selectNothing: 'Ninguna receta',
    drop: (name) => `Suelta archivos para ejecutar ${name} con ellos`,
    dropHere: 'Suelta aquí archivos o una carpeta.',
    chooseFiles: 'Elegir archivos…',
    chooseFolder: 'Elegir una carpeta…',
    step: (name, step, steps) => `${name}, paso ${step} de ${steps}`,
  },

  recipeErrors: {
    gone: error('Esta receta ya no existe', 'Elige otra o créala de nuevo.'),
    full: (most) =>
      error(`No se guardan más de ${most} recetas`, 'Elimina una que ya no haga falta y vuelve a intentarlo.'),
    stepUnusable: {
      service: (step, service) =>
        error(
          `El paso ${step} no se puede ejecutar: en su clúster ya no hay un servicio llamado ${service}`,
          'No se ha enviado nada. Edita la receta y elige otro servicio para este paso, o quita el paso.',
        ),
      connection: (step, service) =>
        error(
          `El paso ${step} no se puede ejecutar: ya no existe la conexión con ${service}`,
          'No se ha enviado nada. Añade otra vez la conexión y edita la receta, o quita el paso.',
        ),
    },
    typeNotTaken: (file, service, taken) =>
      error(
        `${file} es de un tipo que ${service} no admite`,
        `Solo admite ${taken}. El archivo se conserva como está: úsalo como entrada de otro servicio.`,
      ),
  },
};
