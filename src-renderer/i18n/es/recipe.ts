import type { recipeMessages as english } from '../en/recipe';
import type { ErrorMessage } from '../messages';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** Several services under one name, each of which gets the results of the one before. */
export const recipeMessages: typeof english = {
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
