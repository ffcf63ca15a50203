/** Type of the details panels' webviews, also used in the manifest. */
export const viewType = 'importJobs.details';
