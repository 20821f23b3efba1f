/** Endings that hardly anything but a host has. */
export const PLAIN_ENDINGS: ReadonlySet<string> = new Set(
  (
    'com org net edu gov mil int eu info biz io ai ' +
    'corp lan intra intranet local localdomain internal ' +
    'de uk fr nl be ch cz dk es fi gr hu ie it jp kr lu pl pt ro ru se sk si tr ua us au nz br mx ar cl ca cn tw hk sg za ae sa il vn th ph my pk bd ng ke eg ir kz lt lv ee bg hr rs'
  ).split(' '),
);

/** Endings that are as well the names of namespaces, fields and files: believed where a name has three parts or more and stands where a host does. */
export const DOUBTFUL_ENDINGS: ReadonlySet<string> = new Set(
  (
    'app dev cloud tech online site store shop xyz systems network services tools digital solutions agency company group team software run page live media news bank finance health global world host space website zone email mobi name pro me co tv cc in id is to at no so do am by md py sh st us as ' +
    'as cc gg la li ly ma mk mu nu pe ps pw sc sx tf tk tm tn ug uy uz vc ve vg ws'
  ).split(' '),
);

/** Endings that files have as well. */
export const FILE_ENDINGS: ReadonlySet<string> = new Set(
  'py sh rs pl md so cc ps'.split(' '),
);
