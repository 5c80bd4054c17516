"""Every word that is shown, in Chinese and English side by side; nothing else in the program holds a sentence."""
