import type { HelpMessages } from './messages';

/** The help, in Spanish. */
export const helpInSpanish: HelpMessages = {
  title: 'Ayuda',
  search: 'Buscar en la ayuda',
  pagesLabel: 'Páginas',
  nothingFound: (words) => `No hay nada sobre ${words}`,
  nothingFoundText: 'Prueba con otra palabra, o elige una página.',
  close: 'Cerrar',
  pages: {
    'first-steps': {
      title: 'Primeros pasos',
      picture:
        'La ventana después de una ejecución: los servicios a la izquierda, la foto enviada y, a su lado, la misma foto en tonos de gris',
      sections: [
        {
          title: 'Qué hace esta aplicación',
          paragraphs: [
            'Un servicio es un programa que está en un clúster. Recibe un archivo o un texto y devuelve otro: una foto se convierte en una lista de plantas, una frase se convierte en voz.',
            'Aquí eliges un servicio, le das un archivo o un texto y te quedas con lo que devuelve.',
          ],
        },
        {
          title: 'Tu primer resultado',
          steps: [
            'Pulsa «Practicar sin clúster». No hace falta cuenta ni internet.',
            'Elige un servicio a la izquierda, por ejemplo el de leer textos en voz alta.',
            'Pulsa «Probar con el ejemplo».',
            'Pulsa «Ejecutar».',
            'Escucha el resultado a la derecha. Con «Guardar como…» te lo quedas.',
          ],
        },
        {
          title: 'Con un archivo tuyo',
          paragraphs: [
            'Suéltalo en la ventana, pulsa «Elegir archivos…» o pégalo. Tu archivo solo se lee, nunca se cambia.',
          ],
        },
      ],
    },
    connecting: {
      title: 'Conectar con un clúster',
      picture:
        'El formulario de una conexión nueva: la dirección, la forma de iniciar sesión, el nombre del servicio y su token',
      sections: [
        {
          title: 'Añadir una conexión',
          paragraphs: [
            'Necesitas la dirección web del clúster y una forma de iniciar sesión. Tu administrador tiene las dos.',
          ],
          steps: [
            'Pulsa «Añadir conexión».',
            'Escribe o pega la dirección. De la dirección de un servicio se toma también su nombre.',
            'Pega el token; la ventana ve de qué tipo es. Para un usuario y una contraseña, elígelo antes.',
            'Cambia el nombre si quieres. El color y los certificados están en «Más».',
            'Pulsa «Conectar». Se marca cada paso; lo que falla se dice donde se puede arreglar.',
          ],
        },
        {
          title: 'Formas de iniciar sesión',
          paragraphs: [
            '«Token de servicio»: abre un solo servicio. Escribes el nombre del servicio y pegas su token.',
            '«Usuario y contraseña»: una cuenta del clúster. Tus servicios aparecen solos.',
            '«Página de tu institución»: se abre en tu navegador, y esta ventana continúa sola. Necesita una vez el emisor y el identificador de cliente, o un archivo de conexión. Sin navegador, pulsa «Usar un código».',
            '«Token de acceso»: de una página como EGI Check-in. Caduca al cabo de un tiempo, y la ventana dice cuándo.',
            '«Token de larga duración (de renovación)»: consigue por sí mismo tokens de acceso nuevos. Necesita además el emisor y el identificador del cliente.',
            '«oidc-agent»: para quienes tienen este programa en su equipo.',
          ],
        },
        {
          title: 'Dónde se guarda el token',
          paragraphs: [
            'Los tokens y las contraseñas van al llavero de tu sistema. No se vuelven a mostrar y no están en ningún otro archivo.',
            'En un equipo sin llavero, elige «Conservar solo durante esta sesión».',
          ],
        },
        {
          title: 'Desde un archivo',
          paragraphs: [
            '«Abrir un archivo de conexión…» admite lo que te haya dado un administrador. Contiene una dirección y nombres de servicios, y ningún secreto: el token o la contraseña los pones tú.',
            '«Importar de oscar-cli…» trae los clústeres de ese programa. Su archivo se queda como está.',
          ],
        },
        {
          title: 'Cambiar o eliminar una conexión',
          paragraphs: [
            'Abre el menú de conexiones, arriba a la derecha. Antes de eliminar una conexión se te pregunta, porque su token se va con ella.',
          ],
        },
      ],
    },
    teaching: {
      title: 'En clase',
      sections: [
        {
          title: 'Dar a una clase un archivo en vez de una dirección',
          paragraphs: [
            'Un archivo de conexión contiene la dirección, los servicios y cómo se llaman, y nunca un token. El alumnado lo suelta en la ventana, escribe el token que le has dado y empieza.',
          ],
          steps: [
            'Crea tú la conexión y ejecuta cada servicio una vez.',
            'Guarda lo que deba aparecer al principio con «Ajustes guardados», «Guardar estos ajustes…».',
            'Abre el menú de conexiones y elige «Crear un archivo de conexión…».',
            'Marca los servicios y escribe títulos, ejemplos y formularios. «Como lo ve el alumnado» muestra el otro lado.',
            'Pulsa «Guardar el archivo…».',
          ],
        },
        {
          title: 'Una hoja para imprimir',
          paragraphs: [
            '«Guardar una hoja para imprimir…» crea un PDF con los pasos, la dirección como texto y como código QR, y los servicios. Está en el idioma de la ventana. Nunca lleva un token: dale el suyo a cada persona por separado.',
          ],
        },
        {
          title: 'Las contraseñas se quedan fuera',
          paragraphs: [
            'Un campo que el formulario llama contraseña no está en ningún ajuste guardado ni en ningún archivo. La copia de unos ajustes dice qué se ha dejado fuera.',
          ],
        },
      ],
    },
    certificates: {
      title: 'Certificados y proxies',
      sections: [
        {
          title: 'El certificado no es de confianza',
          paragraphs: [
            'Un certificado demuestra que hablas con el clúster correcto. Algunas instituciones hacen los suyos, y tu equipo no los conoce.',
          ],
          steps: [
            'Pulsa «Mostrar el certificado…».',
            'Pulsa «Añadir el certificado de tu institución…» y elige el archivo que te dio tu administrador.',
            'Si no tienes ese archivo, pide a tu administrador que te lea la huella. Si es la misma, elige «Confiar solo en este certificado».',
          ],
        },
        {
          title: 'Comprobar paso a paso',
          paragraphs: [
            '«Comprobar la conexión» recorre todo el camino: dirección, nombre, conexión, certificado, inicio de sesión, servicios. No ejecuta ningún servicio.',
            '«Copiar el informe» prepara un informe para tu administrador, sin ningún secreto.',
          ],
        },
        {
          title: 'Proxies',
          paragraphs: [
            'La aplicación pasa por el proxy que indican los ajustes de tu sistema. Un proxy que pide usuario y contraseña los recibe de la variable HTTPS_PROXY, que puede definir tu administrador.',
          ],
        },
      ],
    },
    running: {
      title: 'Ejecutar un servicio',
      picture: 'Un texto que se envía y, debajo, las opciones de una ejecución',
      sections: [
        {
          title: 'Darle algo',
          paragraphs: [
            'Un archivo o un texto cada vez: suelta un archivo, o pulsa «Elegir archivos…», «Escribir un texto…» o «Pegar». Varios archivos se convierten en una lista. También se pega una imagen copiada en otro programa.',
            'Cada servicio conserva su entrada y su resultado. Puedes mirar otro y volver.',
          ],
        },
        {
          title: 'Ejecutar, esperar, detener',
          paragraphs: [
            'Pulsa «Ejecutar». Un servicio que nadie ha usado en un rato tiene que despertarse, y eso puede tardar un minuto o dos.',
            'Con Escape o «Detener» dejas de esperar. Puede que el clúster termine igualmente su trabajo.',
          ],
        },
        {
          title: 'Una espera más larga',
          paragraphs: [
            'En «Opciones» decides cuánto esperar, cuánto recibir y si se vuelve a intentar cuando el servicio no está listo.',
          ],
        },
        {
          title: 'Favoritos y nombres propios',
          paragraphs: [
            'La estrella que hay junto al nombre de un servicio lo pone al principio de la lista. También puedes darle un nombre y una descripción tuyos.',
          ],
        },
      ],
    },
    parameters: {
      title: 'Rellenar parámetros',
      picture: 'Un formulario con un campo para la frase y un grupo con el nombre y la velocidad de una voz',
      sections: [
        {
          title: 'Rellenar un formulario',
          paragraphs: [
            'Algunos servicios necesitan ajustes además del texto o el archivo. Donde se sabe cuáles, «Rellenar el formulario» muestra un campo para cada uno; «JSON» muestra lo mismo tal como lo recibe el servicio. Pasa de uno a otro cuando quieras: no se pierde nada y los números se quedan como los has escrito.',
            'Un campo puede ser un archivo. Se lee mientras se envía, así que puede ser grande.',
            'Donde nadie ha descrito el formulario, se hace a partir del ejemplo o del último JSON que funcionó, y se avisa. «Corregir las comillas» se ofrece donde un procesador de textos ha cambiado las comillas; se ve el texto antes de cambiarlo.',
          ],
        },
        {
          title: 'Guardar ajustes',
          paragraphs: [
            '«Ajustes guardados» guarda con un nombre lo que está relleno, excepto los archivos, y lo recupera. En «Todos los ajustes guardados…» eliges con cuáles empezar y los copias como texto: pegados en la ventana de otro equipo, también están allí.',
            'Una lista de archivos tiene «Ajustes guardados» en «Opciones»: cómo se llaman los resultados, cuántos se ejecutan al mismo tiempo y qué se hace antes de enviar. Al usarlos se dice qué han fijado, y «Deshacer» lo quita; una lista que ya ha empezado se queda como está.',
          ],
        },
      ],
    },
    preparing: {
      title: 'Demasiado grande o de otro tipo',
      picture: '«Antes de enviar» bajo una foto: derecha, lado más largo, formato, sin ubicación',
      sections: [
        {
          title: 'Más pequeña, o sin el lugar',
          paragraphs: [
            'Debajo de una imagen, «Antes de enviar» hace una copia que se envía en lugar del archivo: más pequeña, como JPEG, PNG o WebP, o sin el lugar ni la cámara con que se hizo. Ves lo que se enviaría, cuánto ocupa y qué se ha quitado. El archivo queda como está.',
            'Si una imagen fue demasiado grande, «Enviar una copia más pequeña» lo hace con un clic, y antes de la siguiente se te pregunta.',
            'Después, «Ver lo que se envió» está entre los detalles del resultado.',
          ],
        },
      ],
    },
    background: {
      title: 'Trabajos largos',
      picture: 'Un trabajo terminado, con sus horas, su resultado y su registro',
      sections: [
        {
          title: 'En segundo plano',
          paragraphs: [
            'Lo que tarda más de lo que un clúster deja esperar puede ejecutarse como trabajo: pulsa «Ejecutar en segundo plano» después de una ejecución que tardó demasiado, o en «Opciones». Mientras tanto puedes cerrar el programa. «Trabajos», arriba, muestra cómo va cada uno, su registro y su resultado, que también está en el historial. «Detener y quitar» termina uno.',
            'Una lista también puede ejecutarse en segundo plano: marca «Ejecutar en segundo plano» en sus «Opciones», o pulsa «Ejecutar estos en segundo plano» junto a los archivos que tardaron demasiado. Entonces cada archivo es un trabajo, y la lista recoge su resultado cuando está, aunque mientras tanto se haya cerrado el programa. Un archivo demasiado grande para un trabajo no se envía, y se dice.',
            'Un trabajo admite una entrada de 98 kB como mucho; una foto puede caber si se hace más pequeña. El clúster necesita OSCAR 4.1 o posterior. Una conexión que solo tiene el token de un servicio puede enviar trabajos, pero nunca ver sus resultados; se avisa antes.',
          ],
        },
        {
          title: 'Los archivos de un servicio',
          paragraphs: [
            'Algunos servicios guardan sus entradas y salidas en el almacenamiento del clúster. «Archivos del servicio», en «Sobre este servicio», los muestra: mira uno, descarga uno o todos, o suelta archivos para subirlos. Lo que se elimina allí desaparece para todas las personas.',
          ],
        },
      ],
    },
    results: {
      title: 'Resultados y cómo guardarlos',
      picture: 'La foto enviada y el resultado, uno al lado del otro',
      sections: [
        {
          title: 'Verlo',
          paragraphs: [
            'Las imágenes, los sonidos, los vídeos, los PDF, las tablas, el JSON y el texto se muestran en la ventana. «Mostrar como», debajo, lee la misma respuesta de otra manera.',
            'F11 da toda la ventana al resultado, y Escape la devuelve. La línea entre la entrada y el resultado se puede arrastrar; con un doble clic vuelve a su sitio.',
            'Lo recibido se conserva tal como llegó. En «Detalles», «Guardar lo recibido…» guarda exactamente eso.',
          ],
        },
        {
          title: 'Guardarlo',
          paragraphs: [
            '«Guardar como…» pregunta dónde. Un archivo aparece entero o no aparece, y uno que ya existe solo se reemplaza si tú lo dices.',
            '«Más» lo guarda otra vez en la misma carpeta, lo abre en su programa habitual o lo copia.',
          ],
        },
        {
          title: 'Comparar',
          paragraphs: [
            'Una imagen o un texto se puede comparar con lo que enviaste, mientras ese archivo siga como estaba.',
          ],
        },
        {
          title: 'Archivos comprimidos',
          paragraphs: [
            'Varios archivos llegan como un archivo comprimido. Mira cada uno, o extráelos todos a una carpeta nueva.',
          ],
        },
        {
          title: 'Parece que el programa ha tenido un problema',
          paragraphs: [
            'Un servicio puede responder aunque su programa haya tenido un problema. La ventana muestra entonces sus últimas líneas. Si a pesar de todo es un resultado, pulsa «Está bien, conservar como resultado».',
            '«Mostrar el registro del servicio», junto a un fallo, muestra las últimas líneas que el servicio escribió en el clúster, si tu cuenta puede verlas y el clúster tiene OSCAR 4 o posterior. Son de todas sus ejecuciones; los tokens y las contraseñas no se muestran.',
          ],
        },
      ],
    },
    batch: {
      title: 'Muchos archivos',
      picture: 'Una lista de archivos que se ejecuta: algunos están hechos y uno requiere atención',
      sections: [
        {
          title: 'Ejecutar una carpeta',
          steps: [
            'Suelta archivos y carpetas, o elígelos. Se convierten en una lista.',
            'Elige el servicio a la izquierda.',
            'Pulsa «Probar primero con tres». Se ejecutan tres archivos del tipo más frecuente y se abren juntos: así ves si los resultados son los que quieres y cuánto tardará el resto.',
            'Ejecuta los demás. La lista recibe una carpeta propia con su fecha: los resultados, ordenados como tus archivos, y un informe.',
          ],
        },
        {
          title: 'Pausar y continuar',
          paragraphs: [
            '«Pausar» se detiene después de lo que está en marcha. Puedes cerrar la ventana y continuar otro día: no se pierde nada de lo hecho, ni siquiera si el equipo se apaga de golpe. Una lista que cierras está en el historial.',
          ],
        },
        {
          title: 'Varias listas',
          paragraphs: [
            'Lo que sueltas mientras se ejecuta una lista se convierte en otra. Las listas de un mismo clúster esperan su turno; en otro clúster, una lista se ejecuta a la vez. Arriba las ves todas: pulsa una para mirarla. Arrástrala, o pulsa Alt con una flecha, para cambiar el orden. Con «Pausar», sigue la siguiente.',
          ],
        },
        {
          title: 'Lo que se deja fuera',
          paragraphs: [
            'De una carpeta se toma todo menos los archivos ocultos, los restos de cámaras, discos en red y sistemas, los informes de este programa, los archivos vacíos y los tipos que el servicio no admite. Encima de la lista se indica cuántos son; al abrirlo, aparece cada uno con su motivo. Un archivo que das por separado se toma sea cual sea su nombre.',
            'Si una carpeta tiene archivos de varios tipos, una línea los cuenta. «Solo las fotos» se queda con esas; «Incluir de nuevo todos los tipos» lo deshace, hasta que la lista se ejecuta.',
            'Los nombres que nunca quieres se excluyen de todas las carpetas: en los ajustes, en «Excluir más archivos de las carpetas».',
          ],
        },
        {
          title: 'Nombres de los resultados',
          paragraphs: [
            'En «Opciones» eliges cómo se llaman los resultados y si la lista recibe una carpeta nueva; si no, qué pasa cuando ya hay un resultado. «Cambiar…» elige otra carpeta, también para las próximas listas.',
          ],
        },
        {
          title: 'Otra vez la misma carpeta',
          paragraphs: [
            'Una lista con carpeta nueva ejecuta todos sus archivos. En una carpeta que ya tiene resultados, «No repetir el mismo archivo» deja fuera solo aquello con lo que este servicio ya hizo un resultado, mientras siga ahí. Un archivo que ha cambiado, u otro con el mismo nombre, se ejecuta y recibe un resultado propio.',
            'Un archivo oculto de la carpeta recuerda qué se hizo con qué, así que puedes mover la carpeta. En el menú de un archivo que se dejó fuera, «Ejecutar de todos modos» lo ejecuta y «Mostrar en la carpeta» muestra su resultado.',
          ],
        },
      ],
    },
    tables: {
      title: 'Una hoja de cálculo, fila a fila',
      picture: 'La pregunta de qué columna de una tabla se envía y las primeras filas, tal como se envían',
      sections: [
        {
          title: 'Ejecutar cada fila de una tabla',
          paragraphs: [
            'Suelta un archivo CSV, TSV o xlsx y pulsa «Ejecutar cada fila…». Elige la columna con el texto, los campos que se rellenan con columnas o la columna con los nombres de los archivos, y mira las tres primeras filas tal como se envían. «Solo algunas filas…» ejecuta las que cumplen tus condiciones, por ejemplo una altura de 12 como mínimo. «Tu tabla con las respuestas…», en «Llevarse», devuelve la tabla con columnas nuevas detrás de las suyas.',
          ],
        },
      ],
    },
    recipes: {
      title: 'Un servicio detrás de otro',
      sections: [
        {
          title: 'Un servicio tras otro',
          paragraphs: [
            'Una receta reúne varios servicios con un nombre: cada uno recibe lo que hizo el anterior. «Nueva receta…», en la barra de menús o en el menú de un servicio, la crea; después aparece debajo de los servicios. Elígela, dale un archivo, varios o una carpeta, y ejecuta la lista como cualquier otra. Cada paso es una lista propia, con su propia carpeta para los resultados. Lo que se hace con los archivos de un paso está debajo de él, en «Antes de enviar».',
            'Un archivo que falla en un paso se queda ahí. Ejecútalo de nuevo y seguirá con los pasos siguientes.',
            'Una receta también se ejecuta sola con lo que llega a una carpeta: elígela y después «Vigilar una carpeta…» en la barra de menús.',
          ],
        },
      ],
    },
    watching: {
      title: 'Una carpeta que se llena sola',
      sections: [
        {
          title: 'Vigilar una carpeta',
          paragraphs: [
            '«Vigilar una carpeta…» está en la barra de menús y en las opciones de una lista. Cada archivo nuevo de la carpeta se ejecuta cuando ha dejado de crecer, mientras este programa está abierto, también después del próximo inicio. Se te pregunta por lo que ya hay en ella. Ningún archivo se ejecuta dos veces, ni siquiera con otro nombre, y los resultados que haya en la carpeta se dejan como están. Cada día tiene su propia lista. El aviso al pie de la ventana lleva a «Carpetas vigiladas», donde ves lo recogido, lo pausas o pulsas «Dejar de vigilar».',
            'En lugar de un servicio puede ejecutarse una receta: elígela en «Qué se ejecuta». Cada paso tiene su propia carpeta en la carpeta de los resultados. Si la receta o uno de sus servicios ya no existe, «Carpetas vigiladas» lo dice; lo que llega espera y continúa en cuanto vuelve a existir. Cuando cambias la receta, lo que llega desde entonces se ejecuta del modo nuevo.',
          ],
        },
      ],
    },
    review: {
      title: 'Revisar los resultados',
      picture: 'Las imágenes que trajo una lista y la que se mira, junto a lo que se envió',
      sections: [
        {
          title: 'Mirar los resultados',
          paragraphs: [
            'Elige un archivo de la lista para ver su resultado y lo que se envió. «Archivo siguiente» y «Archivo anterior» recorren la lista.',
            'Las columnas salen de las respuestas. Un clic en un encabezado ordena la lista, y «Columnas» elige cuáles se muestran. Las etiquetas de arriba la reducen a una clase, un motivo o una carpeta.',
            '«Uno a uno» da a cada resultado todo el espacio: las flechas pasan al siguiente y Escape vuelve atrás.',
            'Donde llegaron imágenes, «Imágenes» las muestra todas. Lo que se puede hacer con un archivo está en el menú al final de su línea, o se abre con la tecla de menú.',
          ],
        },
        {
          title: 'Lo que requiere atención',
          paragraphs: [
            'Un archivo malo no detiene nada. Se queda en la lista con su motivo, y se puede volver a ejecutar solo.',
          ],
        },
      ],
    },
    'taking-away': {
      title: 'Llevarse los resultados',
      sections: [
        {
          title: 'Llevarse una lista',
          paragraphs: [
            '«Llevarse», encima de la lista, guarda lo que muestra o lo que está seleccionado. «Tabla…» crea un libro o un CSV con una fila por archivo o por detección; las posiciones son fracciones del ancho y el alto de la foto, desde su esquina superior izquierda. Los archivos sin resultado aparecen con su motivo.',
            '«Ordenar los archivos en carpetas por etiqueta…» copia tus archivos, sin tocar nunca los originales ni lo que ya hay en la carpeta. Si se detiene a medias, continúa al repetirlo. «Retirar copias ordenadas…» quita las copias que nadie ha modificado, siempre que sus originales sigan en su sitio.',
            '«Detecciones para Timelapse…» crea un archivo en el formato de MegaDetector. En Timelapse, ábrelo para la carpeta que indica la ventana.',
          ],
        },
      ],
    },
    history: {
      title: 'Historial',
      picture: 'El historial: las ejecuciones anteriores a la izquierda y el resultado de la elegida',
      sections: [
        {
          title: 'Volver a encontrar una ejecución',
          paragraphs: [
            'Todo lo que ejecutas está en el historial con su resultado, por días. Busca por archivo, texto, servicio o conexión.',
            '«Volver a ejecutar» ejecuta otra vez la misma entrada. «Usar como entrada para…», en «Más», lleva un resultado a otro servicio.',
            'Una lista de archivos es una fila. «Abrir la lista» la trae entera, con respuestas y marcas, también después de reiniciar; lo que falte en su carpeta se nombra.',
          ],
        },
        {
          title: 'Cuánto tiempo se conservan los resultados',
          paragraphs: [
            'En «Ajustes» eliges durante cuánto tiempo y cuánto espacio pueden ocupar. Los más antiguos se van primero. «Conservar siempre» libra de ello a una ejecución o a una lista, y las listas con marcas se quedan en todo caso. Al eliminar una lista, sus resultados se quedan en su carpeta, a no ser que elijas eliminarlos también.',
          ],
        },
        {
          title: 'Eliminar',
          paragraphs: [
            '«Eliminar» quita de este equipo una ejecución y sus archivos. «Deshacer» la recupera, hasta que elimines otra cosa o salgas del historial. Lo que hayas guardado en otro sitio se queda.',
          ],
        },
      ],
    },
    moving: {
      title: 'Pasar a otro equipo',
      sections: [
        {
          title: 'Llevarse todo',
          paragraphs: [
            'Un solo archivo lleva tus conexiones, favoritos, ajustes guardados, nombres propios, recetas, carpetas vigiladas, ajustes y el historial de las ejecuciones sueltas. Las contraseñas y los tokens se quedan donde están, y también las listas de archivos con sus resultados.',
          ],
          steps: [
            'En el equipo antiguo, abre «Ajustes» y pulsa «Guardarlo todo en un archivo…».',
            'Marca «Llevar también los resultados» si quieres los resultados del historial. Pulsa «Guardar el archivo…».',
            'Copia el archivo al otro equipo.',
            'Allí, abre «Ajustes», pulsa «Traerlo de un archivo…» y marca lo que quieras. Pulsa «Traer lo marcado».',
            'Elige una conexión. Pide su token o su contraseña una sola vez.',
          ],
        },
        {
          title: 'Lo que ya está se queda',
          paragraphs: [
            'Lo nuevo está marcado. Lo que sustituiría algo lo dice, y no está marcado. Traer el mismo archivo dos veces no cambia nada, así que puedes repetirlo si algo se interpuso.',
            'Las carpetas vigiladas llegan desactivadas y recuerdan lo que ya tomaron: ningún archivo se ejecuta dos veces. Si una carpeta no está en este equipo, se indica.',
            'Una ejecución cuyo archivo estaba en el otro equipo muestra su resultado; para ejecutarla de nuevo, vuelve a elegir el archivo.',
          ],
        },
      ],
    },
    privacy: {
      title: 'Qué pasa con tus archivos',
      sections: [
        {
          title: 'Qué sale de este equipo',
          paragraphs: [
            'Solo lo que ejecutas, y solo hacia el clúster que elegiste. La aplicación no envía nada más: ni estadísticas, ni informes propios, y no busca actualizaciones.',
            'El clúster de práctica está en este equipo. Nada de lo que uses para practicar sale de él.',
          ],
        },
        {
          title: 'Qué se queda en este equipo',
          paragraphs: [
            'Los resultados y el historial se quedan hasta que son demasiado antiguos, ocupan demasiado o los eliminas. En «Ajustes», «Hasta cerrar la aplicación» no conserva nada.',
            'El historial recuerda dónde estaba un archivo de entrada. Nunca contiene un token ni una contraseña.',
          ],
        },
        {
          title: 'Qué hay en un resultado',
          paragraphs: [
            'La aplicación nunca ejecuta nada que venga en un resultado. Los tipos de archivo que pueden contener programas se guardan, no se abren.',
          ],
        },
      ],
    },
  },
  troubleshooting: {
    title: 'Cuando no funciona',
    intro: {
      title: 'Cómo usar esta página',
      paragraphs: [
        'Busca una palabra de la frase que ves. Debajo de cada una está el paso siguiente. Los nombres y los números son ejemplos.',
        'Lo que dijo el servidor está en «Detalles» del mensaje, para tu administrador.',
      ],
    },
    groups: {
      connection: 'La conexión',
      'sign-in': 'El inicio de sesión',
      input: 'Tu archivo o texto',
      waiting: 'Esperar y volver a intentarlo',
      result: 'El resultado',
      computer: 'Este equipo',
      batch: 'Muchos archivos',
    },
    examples: { file: 'hoja.jpg', folder: 'Resultados', connection: 'Laboratorio' },
  },
  keyboard: {
    title: 'Teclado',
    intro:
      'Todo se puede hacer sin ratón. Con el tabulador pasas al control siguiente, y con las teclas de abajo haces más.',
    commands: 'Órdenes',
    command: 'Orden',
    keys: 'Teclas',
    noKeys: 'En la barra de menús',
    more: [
      {
        title: 'En las listas',
        paragraphs: [
          'Las flechas, Inicio y Fin mueven. Si escribes las primeras letras de un servicio, lo encuentras.',
          'En una lista de muchos archivos, la barra espaciadora selecciona, Intro abre el resultado y Supr quita un archivo de la lista, no del disco.',
          'Ahí, entre las imágenes y uno a uno, K conserva una respuesta, W la marca como incorrecta, S la destaca, y L y N escriben una etiqueta o una nota. U o Ctrl+Z deshace.',
        ],
      },
      {
        title: 'En las imágenes',
        paragraphs: ['+ y − amplían y reducen, 0 ajusta la imagen, 1 la muestra a su tamaño y las flechas la mueven.'],
      },
      {
        title: 'En el texto y el JSON',
        paragraphs: ['Ctrl+F (⌘F en un Mac) busca, Intro va al siguiente lugar, Mayús+Intro al anterior.'],
      },
      {
        title: 'La barra de menús',
        paragraphs: [
          'En Windows y Linux, Alt muestra la barra de menús. Mayús+F10 abre el menú de lo que tiene el foco.',
        ],
      },
    ],
  },
};
