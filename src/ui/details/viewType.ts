/** Type of the details panels' webviews, which the manifest uses too. */
export const viewType = 'importJobs.details';
