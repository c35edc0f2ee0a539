import type { firstStepsMessages as english } from '../en/first-steps';

/** The way to a first result. */
export const firstStepsMessages: typeof english = {
  firstSteps: {
    title: 'Primeros pasos',
    place: (step, steps) => `Paso ${step} de ${steps}`,
    steps: {
      service: 'Elige un servicio.',
      sample: 'Pulsa «Probar con el ejemplo», o suelta un archivo tuyo.',
      input: 'Suelta un archivo en la ventana, o escribe un texto.',
      run: 'Pulsa «Ejecutar».',
      working: 'El servicio está trabajando. El resultado aparece enseguida.',
      failed: 'No ha funcionado. El mensaje dice qué hacer ahora.',
      done: 'Este es tu primer resultado. Guárdalo si quieres, y después suelta un archivo tuyo.',
    },
    skip: 'Saltar',
    finish: 'Entendido',
  },
};
