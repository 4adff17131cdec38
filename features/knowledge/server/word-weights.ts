/**
 * What `npm run bench -- learn-words --write` found to do best; not to be changed by hand. Over folds of documents, each
 * measured with the weights that did best on the others:
 * everyday questions, 99 questions: first 0.343, among five 0.626, MRR@10 0.463, nDCG@10 0.527
 * squad-en, 100 questions: first 0.780, among five 0.960, MRR@10 0.861, nDCG@10 0.891
 * xquad-zh, 100 questions: first 0.940, among five 0.970, MRR@10 0.954, nDCG@10 0.961
 */
export const wordWeights = {
  saturation: 1.2,
  lengthNorm: 0.6,
  heading: 0.5,
  title: 0.4,
  story: 0.8,
  slip: 0.7,
  begins: 0.4,
  ends: 0.7,
  pieces: 0.2,
};
