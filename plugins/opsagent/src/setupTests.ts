import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A busy machine takes seconds to load a lazy page, and to find an element by its role in a whole one.
configure({ asyncUtilTimeout: 20_000 });
