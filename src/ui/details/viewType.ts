/** The type of the details panels' webviews, as the manifest and the menus name it. */
export const viewType = 'importJobs.details';
